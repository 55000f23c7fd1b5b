'use client'
import { type ComponentProps, type ReactNode, useActionState } from 'react'
import type { ButtonTone } from '#components/ui/button.tsx'
import { classes } from '#components/ui/classes.ts'
import { describedBy, Field, Select, TextInput } from '#components/ui/field.tsx'
import { Fold, type Folded } from '#components/ui/fold.tsx'
import type { FormState, SendForm } from '#components/ui/form-state.ts'
import { Notice } from '#components/ui/notice.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'

/** A field of a form, as a page describes it. With `options` it is a choice. */
export interface FieldView
  extends Pick<
    ComponentProps<'input'>,
    | 'type'
    | 'autoComplete'
    | 'inputMode'
    | 'minLength'
    | 'maxLength'
    | 'pattern'
    | 'defaultValue'
    | 'placeholder'
  > {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly optional?: boolean
  /** Begins a group of fields under this heading. */
  readonly group?: string
  readonly options?: readonly { readonly value: string; readonly label: string }[]
}

type Props = {
  /** Keeps the ids of several forms on one page apart. */
  id: string
  send: SendForm
  fields: readonly FieldView[]
  hidden?: Readonly<Record<string, string | undefined>>
  words: Record<'submit' | 'working' | 'fieldWrong' | 'optional', string>
  tone?: ButtonTone
  /** Folded away until it is wanted. */
  folded?: Folded
  /** Between the fields and the button. */
  children?: ReactNode
}

/** A form of plain fields: whole without JavaScript, and with it what was typed stays while it is sent. */
export function PlainForm(props: Props) {
  const { id, send, fields, hidden = {}, words, tone = 'forward', folded, children } = props
  const [state, submit] = useActionState(send, null)
  return (
    <Fold folded={folded} answered={state !== null}>
      <form action={submit} className="flex flex-col gap-4">
        {Object.entries(hidden).map(
          ([name, value]) =>
            value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
        )}
        {state && !state.done && <Notice tone="urgent">{state.problem}</Notice>}
        {state?.done && state.said && <Notice tone="good">{state.said}</Notice>}
        {grouped(fields).map(({ heading, members }, i) => {
          const inputs = members.map((field) => (
            <OneField key={field.name} id={`${id}-${field.name}`} field={field} state={state} words={words} />
          ))
          return heading ? (
            <fieldset
              key={heading}
              className={classes('flex flex-col gap-4', i > 0 && 'border-line border-t pt-5')}
            >
              {/* Floating takes a legend into the flow, or it would sit on the line. */}
              <legend className="float-left font-semibold text-lg">{heading}</legend>
              {inputs}
            </fieldset>
          ) : (
            inputs
          )
        })}
        {children}
        <SubmitButton tone={tone} working={words.working} className="self-start">
          {words.submit}
        </SubmitButton>
      </form>
    </Fold>
  )
}

/** Fields under the headings that they begin with. */
function grouped(fields: readonly FieldView[]): { heading: string | null; members: FieldView[] }[] {
  const groups: { heading: string | null; members: FieldView[] }[] = []
  for (const field of fields) {
    const last = groups.at(-1)
    if (last && field.group === undefined) last.members.push(field)
    else groups.push({ heading: field.group ?? null, members: [field] })
  }
  return groups
}

type OneFieldProps = { id: string; field: FieldView; state: FormState; words: Props['words'] }

function OneField({ id, field, state, words }: OneFieldProps) {
  const { name, label, hint, optional = false, options, defaultValue, group: _group, ...input } = field
  const refused = state && !state.done ? state : null
  const error = refused?.wrong.includes(name) ? words.fieldWrong : null
  const given = {
    id,
    name,
    required: !optional,
    defaultValue: refused?.typed[name] ?? defaultValue,
    ...describedBy(id, { hint, error }),
  }
  return (
    <Field id={id} label={label} hint={hint} error={error} aside={optional ? words.optional : undefined}>
      {options ? (
        <Select {...given}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      ) : (
        <TextInput {...given} {...input} />
      )}
    </Field>
  )
}
