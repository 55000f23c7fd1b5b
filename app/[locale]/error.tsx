'use client'
import { useParams } from 'next/navigation'
import { Button } from '#components/ui/button.tsx'
import { isLocale, type Locale } from '#lib/kernel/locale.ts'

// A broken page cannot count on the server's words, so these few stand here.
const WORDS: Record<Locale, { title: string; text: string; again: string }> = {
  zh: {
    title: '我们这边出了点问题',
    text: '您的订单和钱都安全。请再试一次；如果还不行，告诉我们这个编号：',
    again: '再试一次',
  },
  en: {
    title: 'Something broke on our side',
    text: 'Your orders and your money are safe. Try again; if it stays so, tell us this number: ',
    again: 'Try again',
  },
  fr: {
    title: 'Quelque chose a cassé chez nous',
    text: 'Vos commandes et votre argent sont en sécurité. Réessayez ; si cela persiste, donnez-nous ce numéro : ',
    again: 'Réessayer',
  },
}

export default function PageBroke({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  const { locale } = useParams<{ locale: string }>()
  const words = WORDS[isLocale(locale) ? locale : 'zh']
  return (
    <main
      id="main"
      className="page grid min-h-[70dvh] place-content-center justify-items-center gap-4 text-center"
    >
      <h1 className="text-2xl">{words.title}</h1>
      <p className="max-w-md text-soft">
        {words.text}
        <code>{error.digest ?? '–'}</code>
      </p>
      <Button tone="forward" onClick={reset}>
        {words.again}
      </Button>
    </main>
  )
}
