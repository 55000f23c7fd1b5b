import type { TrustsProxy } from './client-address.ts'
import type { Names } from './same-site.ts'

/** What the door must know; main.ts reads it from the environment, tests say it. */
export interface DoorConfig extends Names {
  /** Where the web process listens. */
  readonly webOrigin: string | null
  /** Where the payments sandbox listens; null where there is none. */
  readonly sandboxOrigin: string | null
  /** Pages outside that a checkout form may lead to. */
  readonly payOrigins: readonly string[]
  readonly authSecret: string
  readonly trustsProxy: TrustsProxy
  /** The build's own files. */
  readonly staticDir: string
  /** Next's development server needs its socket and evaluates code. */
  readonly development: boolean
}
