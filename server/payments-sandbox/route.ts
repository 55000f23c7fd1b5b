import type { Cause, Desk } from './desk.ts'
import type { FormTree } from './form.ts'
import { integer, list, type Reader, text } from './params.ts'

/** One request on its way through an endpoint. */
export interface Call {
  readonly desk: Desk
  readonly cause: Cause
  /** What the `:names` of the pattern stood for. */
  readonly path: readonly string[]
}

export interface Route {
  readonly method: 'GET' | 'POST'
  /** e.g. `/v1/refunds/:id`. */
  readonly pattern: string
  /** Reads the parameters, then runs: a refusal of the first kind never reaches the second. */
  readonly prepare: (form: FormTree) => { readonly expand: readonly string[]; run(call: Call): object }
  /** For the contract test. */
  readonly params: Reader<unknown>
}

/** Binds an endpoint's parameters to what it does with them. */
export function route<P extends { readonly expand: string[] | undefined }>(
  method: Route['method'],
  pattern: string,
  params: Reader<P | undefined>,
  handle: (call: Call, params: P) => object,
): Route {
  return {
    method,
    pattern,
    params,
    prepare(form) {
      const read = params.read(form, '')
      if (!read) throw new Error(`${pattern} read no parameters`)
      return { expand: read.expand ?? [], run: (call) => handle(call, read) }
    },
  }
}

export const expandField = { expand: list(text({ max: 200 })) }

/** What every list takes. https://docs.stripe.com/api/pagination */
export const pageFields = {
  ...expandField,
  ending_before: text(),
  limit: integer({ min: 1, max: 100 }),
  starting_after: text(),
}
