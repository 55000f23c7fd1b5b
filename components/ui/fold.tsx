import type { ReactNode } from 'react'
import { type ButtonTone, buttonClasses } from './button.tsx'

/** How something is folded away until it is wanted. */
export interface Folded {
  /** The word on the button that opens it. */
  readonly label: string
  /** Read out instead, where the word alone does not say what it is about. */
  readonly ariaLabel?: string
  readonly tone?: ButtonTone
  /** Open from the start. */
  readonly open?: boolean
  readonly className?: string
  /** Above the form, when it is open. */
  readonly lead?: ReactNode
}

type Props = {
  folded: Folded | undefined
  /** An answer came: whoever asked must see it, also without JavaScript, where the page is made anew. */
  answered: boolean
  children: ReactNode
}

/** Opens and closes without JavaScript; what is not to be folded stands as it is. */
export function Fold({ folded, answered, children }: Props) {
  if (!folded) return children
  const { label, ariaLabel, tone = 'quiet', open = false, className, lead } = folded
  return (
    <details open={open || answered || undefined} className={className}>
      <summary className={buttonClasses({ tone, size: 'small' })} aria-label={ariaLabel}>
        {label}
      </summary>
      <div className="py-3">
        {lead}
        {children}
      </div>
    </details>
  )
}
