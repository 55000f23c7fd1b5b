import Link from 'next/link'

type Props = {
  label: string
  choices: readonly { readonly href: string; readonly label: string; readonly current: boolean }[]
}

/** A few ways to see one list, as links beside each other. */
export function Choices({ label, choices }: Props) {
  return (
    <nav aria-label={label} className="no-print flex rounded-md border border-edge bg-raised p-1">
      {choices.map(({ href, label: word, current }) => (
        <Link
          key={href}
          href={href}
          aria-current={current ? 'page' : undefined}
          className="flex min-h-10 items-center whitespace-nowrap rounded-sm px-3 text-sm text-soft hover:text-ink aria-[current]:bg-leaf-pale aria-[current]:font-semibold aria-[current]:text-leaf-deep"
        >
          {word}
        </Link>
      ))}
    </nav>
  )
}
