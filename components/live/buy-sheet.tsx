'use client'
import { useRouter } from 'next/navigation'
import { type ReactNode, useRef, useState } from 'react'
import { Sheet } from '#components/ui/sheet.tsx'

type Props = { title: string; closeWord: string; children: ReactNode }

/** Lies over the live page as long as its address is the checkout's: closing it is going back. */
export function BuySheet({ title, closeWord, children }: Props) {
  const router = useRouter()
  // Going back takes a moment, and a second Escape in it would leave the live page too.
  const leaving = useRef(false)
  const [opener] = useState(() => document.activeElement)
  return (
    <Sheet
      open
      onOpenChange={(open) => {
        if (open || leaving.current) return
        leaving.current = true
        router.back()
      }}
      title={title}
      closeWord={closeWord}
      // When the picture has moved on meanwhile the button is gone: then the card of what it shows now.
      returnTo={() =>
        opener instanceof HTMLElement && opener.isConnected
          ? opener
          : document.querySelector<HTMLElement>('[data-pinned] button')
      }
    >
      {children}
    </Sheet>
  )
}
