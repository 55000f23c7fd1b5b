'use client'
import { useActionState } from 'react'
import { SubmitButton } from '#components/ui/submit-button.tsx'

export type DeedState = { readonly problem: string } | null
type Deed = (state: DeedState, form: FormData) => Promise<DeedState>

type Props = {
  orderId: string
  guestKey: string | undefined
  pay: Deed | null
  /** Plain where she has most likely paid. */
  payTone: 'hot' | 'plain'
  cancel: Deed | null
  words: Record<'payNow' | 'cancel' | 'cancelAsk' | 'cancelHint' | 'cancelYes' | 'working', string>
}

/** What the buyer can still do with her order. Cancelling asks once, in place; both work without JavaScript. */
export function OrderDeeds({ orderId, guestKey, pay, payTone, cancel, words }: Props) {
  return (
    <div className="flex flex-col items-start gap-4">
      {pay && (
        <DeedForm deed={pay} orderId={orderId} guestKey={guestKey}>
          <SubmitButton tone={payTone} size="large" working={words.working}>
            {words.payNow}
          </SubmitButton>
        </DeedForm>
      )}
      {cancel && (
        <details>
          <summary className="inline-flex min-h-12 items-center text-leaf underline underline-offset-4">
            {words.cancel}
          </summary>
          <div className="rounded-md border border-line bg-raised p-4">
            <p className="font-semibold">{words.cancelAsk}</p>
            <p className="mt-1 mb-3 text-sm text-soft">{words.cancelHint}</p>
            <DeedForm deed={cancel} orderId={orderId} guestKey={guestKey}>
              <SubmitButton tone="danger" working={words.working}>
                {words.cancelYes}
              </SubmitButton>
            </DeedForm>
          </div>
        </details>
      )}
    </div>
  )
}

type FormProps = { deed: Deed; orderId: string; guestKey: string | undefined; children: React.ReactNode }

function DeedForm({ deed, orderId, guestKey, children }: FormProps) {
  const [state, send] = useActionState(deed, null)
  return (
    <form action={send} className="flex flex-col gap-2">
      <input type="hidden" name="orderId" value={orderId} />
      {guestKey && <input type="hidden" name="key" value={guestKey} />}
      {children}
      {state && (
        <p role="alert" className="font-medium text-persimmon-deep">
          {state.problem}
        </p>
      )}
    </form>
  )
}
