/** An expected failure, as a value. `code` is what people's words are looked up by. */
export interface Fault {
  readonly code: string
}

export interface Ok<T> {
  readonly ok: true
  readonly value: T
}

export interface Refused<F extends Fault> {
  readonly ok: false
  readonly fault: F
}

/** What every verb answers: a value, or a fault that its caller must look at. A throw is a bug. */
export type Result<T, F extends Fault> = Ok<T> | Refused<F>

export function ok(): Ok<undefined>
export function ok<T>(value: T): Ok<T>
export function ok<T>(value?: T): Ok<T | undefined> {
  return { ok: true, value }
}

export function refuse<const F extends Fault>(fault: F): Refused<F> {
  return { ok: false, fault }
}
