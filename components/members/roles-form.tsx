'use client'
import { useActionState } from 'react'
import { Checkbox } from '#components/ui/field.tsx'
import type { SendForm } from '#components/ui/form-state.ts'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { Role } from '#lib/members/model.ts'

type Props = {
  cooperativeId: string
  userId: string
  held: readonly Role[]
  send: SendForm
  roles: readonly { readonly role: Role; readonly name: string }[]
  words: Record<'legend' | 'save' | 'working', string>
}

/** The roles of one member, to be ticked. */
export function RolesForm({ cooperativeId, userId, held, send, roles, words }: Props) {
  const [state, submit] = useActionState(send, null)
  return (
    <form action={submit}>
      <input type="hidden" name="cooperativeId" value={cooperativeId} />
      <input type="hidden" name="userId" value={userId} />
      <fieldset className="flex flex-wrap items-center gap-x-5">
        <legend className="sr-only">{words.legend}</legend>
        {roles.map(({ role, name }) => (
          <Checkbox
            key={role}
            name="roles"
            value={role}
            defaultChecked={held.includes(role)}
            label={name}
            className="text-sm"
          />
        ))}
        <SubmitButton size="small" working={words.working}>
          {words.save}
        </SubmitButton>
      </fieldset>
      <p role="status" className="text-sm">
        {state?.done && <span className="text-leaf-deep">{state.said}</span>}
        {state && !state.done && <span className="text-persimmon-deep">{state.problem}</span>}
      </p>
    </form>
  )
}
