import type { EdgeFault } from '#lib/edge/faults.ts'
import type { FaultWords, Locale } from '#lib/kernel/locale.ts'
import type { Result } from '#lib/kernel/result.ts'
import { EDGE_FAULT_WORDS, sayFault } from './fault-words.ts'

/** What a form shows after it was sent: that it is done, or what is wrong, with what was typed still there. */
export type FormState =
  | { readonly done: true; readonly said: string }
  | {
      readonly done: false
      readonly problem: string
      /** Fields that need another look, by name. */
      readonly wrong: readonly string[]
      readonly typed: Readonly<Record<string, string>>
    }
  | null

/** What a form hands to `useActionState`. */
export type SendForm = (before: FormState, form: FormData) => Promise<FormState>

/** The answer of an action in the reader's words. Passwords are not sent back. */
export function formState<F extends { readonly code: string }>(
  answer: Result<unknown, F | EdgeFault> | null,
  words: FaultWords<F>,
  locale: Locale,
  form: FormData,
  said = '',
): FormState {
  if (!answer) return null
  if (answer.ok) return { done: true, said }
  const { fault } = answer
  const typed: Record<string, string> = {}
  // Whoever calls the action past our pages may have sent anything; the refusal is said all the same.
  for (const [name, value] of form instanceof FormData ? form : [])
    if (typeof value === 'string' && !/password|^current$|^\$/.test(name)) typed[name] = value
  return {
    done: false,
    problem: sayFault(fault, { ...words, ...EDGE_FAULT_WORDS } as FaultWords<F | EdgeFault>, locale),
    wrong: 'fields' in fault ? Object.keys(fault.fields) : [],
    typed,
  }
}
