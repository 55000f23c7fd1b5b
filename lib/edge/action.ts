import 'server-only'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { z } from 'zod'
import type { Fault, Result } from '#lib/kernel/result.ts'
import { refuse } from '#lib/kernel/result.ts'
import type { Actor } from '#lib/members/model.ts'
import type { EdgeFault } from './faults.ts'
import { formFields } from './form-fields.ts'
import { countAgainst, countVisit, digestOf, type Limit } from './limits.ts'
import { type Visit, visit } from './request.ts'

export type ActionResult<T, F extends Fault> = Result<T, F | EdgeFault>

/** What `useActionState` holds: nothing yet, or the last answer. */
export type ActionState<T, F extends Fault> = ActionResult<T, F> | null

/**
 * A server action, callable three ways: as a plain form's action (works without JavaScript), through
 * `useActionState`, and from code with the parsed input.
 */
export interface Action<I, T, F extends Fault> {
  (form: FormData): Promise<void>
  (previous: ActionState<T, F>, form: FormData): Promise<ActionState<T, F>>
  (input: I): Promise<ActionResult<T, F>>
}

interface ActionSpec<S extends z.ZodType, T, F extends Fault> {
  /** The verb as the audit trail and the logs say it: `orders.cancel`. */
  readonly name: `${string}.${string}`
  /** A `z.strictObject`: a field that nobody asked for is a refusal. */
  readonly input: S
  /** May this actor come in at all? What depends on a row is decided by the verb, after loading it under lock. */
  readonly allow: (actor: Actor, input: z.output<S>) => boolean
  readonly limits?: readonly Limit<z.output<S>>[]
  run(visit: Visit, input: z.output<S>): Promise<Result<T, F>>
  /** Paths whose pages show something else now. */
  touches?(visit: Visit, input: z.output<S>, value: T): readonly string[]
  /** Where a success leads. */
  leadsTo?(visit: Visit, value: T, input: z.output<S>): string | null
}

/** Parse, who are you, may you, not too often, run the verb, revalidate, lead on. */
export function action<S extends z.ZodType, T, F extends Fault>(
  spec: ActionSpec<S, T, F>,
): Action<z.input<S>, T, F> {
  const act = async (...given: readonly unknown[]) => {
    const now = await visit()
    const log = now.log.child({ action: spec.name, actor: now.actor.id })
    let answer: ActionResult<T, F>
    let input: z.output<S> | undefined
    try {
      const checked = await admit(spec, now, given.at(-1))
      if (checked.ok) {
        input = checked.value
        answer = await spec.run(now, checked.value)
      } else answer = checked
      if (!answer.ok) log.info({ fault: answer.fault.code }, 'refused')
    } catch (err) {
      log.error({ err }, 'action broke')
      answer = refuse({ code: 'broken', requestId: now.context.requestId })
    }
    // Next's redirect is a throw, so it stands outside the try.
    if (answer.ok && input !== undefined) {
      for (const path of spec.touches?.(now, input, answer.value) ?? []) revalidatePath(path)
      const next = spec.leadsTo?.(now, answer.value, input)
      if (next) redirect(next)
    }
    return answer
  }
  return act as Action<z.input<S>, T, F>
}

async function admit<S extends z.ZodType, T, F extends Fault>(
  spec: ActionSpec<S, T, F>,
  now: Visit,
  given: unknown,
): Promise<Result<z.output<S>, EdgeFault>> {
  for (const limit of spec.limits ?? []) {
    if (typeof limit.by === 'function') continue
    const seconds = await countVisit(limit, limit.by, now.actor, now.address)
    if (seconds !== null) return refuse({ code: 'too-many', seconds })
  }
  const parsed = spec.input.safeParse(given instanceof FormData ? formFields(given) : (given ?? {}))
  if (!parsed.success) {
    const fields: Record<string, string> = {}
    for (const issue of parsed.error.issues) fields[issue.path.join('.')] ??= issue.code
    return refuse({ code: 'input', fields })
  }
  if (!spec.allow(now.actor, parsed.data))
    return refuse(now.actor.kind === 'guest' ? { code: 'sign-in-first' } : { code: 'not-allowed' })
  for (const limit of spec.limits ?? []) {
    if (typeof limit.by !== 'function') continue
    const seconds = await countAgainst(limit, digestOf(limit.by(parsed.data)))
    if (seconds !== null) return refuse({ code: 'too-many', seconds })
  }
  return { ok: true, value: parsed.data }
}
