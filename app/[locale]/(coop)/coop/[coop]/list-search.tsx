import { TextInput } from '#components/ui/field.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'

type Props = {
  action: string
  words: Record<'label' | 'find' | 'working', string>
  value: string | undefined
  /** What else the address says and keeps saying. */
  keep?: Readonly<Record<string, string | undefined>>
}

/** A question in the list's address: it can be gone back to, and works without JavaScript. */
export function ListSearch({ action, words, value, keep = {} }: Props) {
  return (
    <search className="no-print">
      <form action={action} method="get" className="flex max-w-md gap-2">
        {Object.entries(keep).map(
          ([name, kept]) => kept && <input key={name} type="hidden" name={name} value={kept} />,
        )}
        <TextInput
          type="search"
          name="q"
          defaultValue={value}
          aria-label={words.label}
          placeholder={words.label}
          maxLength={80}
        />
        <SubmitButton working={words.working} className="shrink-0 whitespace-nowrap">
          {words.find}
        </SubmitButton>
      </form>
    </search>
  )
}
