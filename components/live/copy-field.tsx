'use client'
import { useId, useState } from 'react'
import { Button } from '#components/ui/button.tsx'

type Props = { label: string; value: string; words: Record<'copy' | 'copied', string> }

/** Something to take elsewhere: readable whole, selected at a touch, copied at another. */
export function CopyField({ label, value, words }: Props) {
  const id = useId()
  const [copied, setCopied] = useState(false)
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      <div className="flex items-start gap-2">
        <textarea
          id={id}
          readOnly
          rows={Math.min(6, Math.ceil(value.length / 44))}
          value={value}
          onFocus={(event) => event.target.select()}
          className="min-h-12 min-w-0 flex-1 resize-y break-all rounded-md border border-edge bg-sunken px-3 py-2.5 font-mono text-ink text-sm"
        />
        <Button
          aria-label={`${words.copy} · ${label}`}
          onClick={async () => {
            // Only in a secure context is there a clipboard; elsewhere the text stays selectable.
            await navigator.clipboard?.writeText(value)
            setCopied(Boolean(navigator.clipboard))
          }}
        >
          <span aria-live="polite">{copied ? words.copied : words.copy}</span>
        </Button>
      </div>
    </div>
  )
}
