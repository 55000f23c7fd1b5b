import { env } from '#lib/kernel/env.ts'

/** A letter's text as it was written, its links into this house alive. */
export function LetterText({ text }: { text: string }) {
  return (
    <div className="whitespace-pre-wrap break-words">
      {parts(text).map(({ at, words, href }) =>
        href ? (
          <a key={at} href={href} className="text-leaf underline underline-offset-4">
            {words}
          </a>
        ) : (
          words
        ),
      )}
    </div>
  )
}

/** Text and links in turn. Only addresses of this house, on a line of their own, are links. */
function parts(text: string): { at: number; words: string; href: string | null }[] {
  const here = `${env().publicUrl}/`
  return text
    .split(/^(https?:\/\/\S+)$/m)
    .map((words, at) => ({ at, words, href: words.startsWith(here) ? words.slice(here.length - 1) : null }))
}
