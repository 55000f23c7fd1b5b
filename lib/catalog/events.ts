/** Words, pictures, prices or the state of a product are not what they were. */
export interface ProductChanged {
  readonly type: 'catalog.product-changed'
  readonly productId: string
}
