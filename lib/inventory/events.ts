/** Stock of these variants is not what it was: on hand, held or both. */
export interface LevelChanged {
  readonly type: 'inventory.level-changed'
  readonly variantIds: readonly string[]
}
