import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { houseNow } from '#lib/kernel/house-time.ts'
import { makeId } from '#lib/kernel/ids.ts'

const made = new WeakMap<IncomingMessage, string>()

/** Every request's own id, made here on first asking: what somebody outside calls it does not count. */
export const requestIds = {
  of(request: IncomingMessage): string {
    let id = made.get(request)
    if (!id) {
      id = makeId('request', houseNow(), randomBytes)
      made.set(request, id)
    }
    return id
  },
}
