import type { LotState, MovementKind } from '#lib/inventory/model.ts'

/** The key of a movement's word in messages/…/inventory.json. */
export const MOVEMENT_WORDS = {
  RECEIPT: 'moved.receipt',
  ADJUSTMENT: 'moved.adjustment',
  HOLD: 'moved.hold',
  RELEASE: 'moved.release',
  SALE: 'moved.sale',
  RETURN: 'moved.return',
  SPOILAGE: 'moved.spoilage',
  REGRADE: 'moved.regrade',
  TRANSFER: 'moved.transfer',
} as const satisfies Record<MovementKind, string>

export const LOT_STATE_WORDS = {
  EXPECTED: 'lotState.expected',
  RECEIVED: 'lotState.received',
  OPEN: 'lotState.open',
  EXHAUSTED: 'lotState.exhausted',
  WRITTEN_OFF: 'lotState.writtenOff',
} as const satisfies Record<LotState, string>
