import { ButtonLink } from '#components/ui/button-link.tsx'

type Props = {
  /** The page after this one. */
  next: string | null
  /** The first page, when this is not it. */
  first: string | null
  words: Record<'next' | 'first', string>
}

/** On through a list, and back to its beginning. */
export function PagesOfList({ next, first, words }: Props) {
  if (!next && !first) return null
  return (
    <div className="no-print mt-5 flex gap-3">
      {first && <ButtonLink href={first}>{words.first}</ButtonLink>}
      {next && (
        <ButtonLink href={next} rel="next">
          {words.next}
        </ButtonLink>
      )}
    </div>
  )
}
