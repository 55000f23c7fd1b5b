'use client'
import { Dialog } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'

type Props = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  closeWord: string
  /** Where the focus goes in the end; without it, to whatever had it before. */
  returnTo?: () => HTMLElement | null
  children: ReactNode
}

/** Slides over from below on a phone and from the right on a wide screen; what is behind goes on. */
export function Sheet({ open, onOpenChange, title, closeWord, returnTo, children }: Props) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange} modal="trap-focus">
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-night/30 transition-opacity duration-150 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0 lg:bg-night/10" />
        <Dialog.Popup
          finalFocus={returnTo ?? true}
          className="data-[ending-style]:translate-y-8 data-[starting-style]:translate-y-8 fixed inset-x-0 bottom-0 z-50 max-h-[85dvh] overflow-y-auto rounded-t-lg bg-paper px-4 text-ink shadow-sheet transition-all duration-150 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0 lg:inset-y-0 lg:right-0 lg:left-auto lg:max-h-none lg:w-[28rem] lg:rounded-none lg:px-6"
        >
          <div className="sticky top-0 z-10 flex items-center justify-between gap-4 bg-paper pt-3 pb-2">
            <Dialog.Title className="text-lg">{title}</Dialog.Title>
            <Dialog.Close
              className="grid size-12 place-items-center rounded-full text-2xl"
              aria-label={closeWord}
            >
              <span aria-hidden="true">×</span>
            </Dialog.Close>
          </div>
          {/* A padding of its own: the popup's would lift what sticks to its lower edge. */}
          <div className="pb-[max(16px,env(safe-area-inset-bottom))]">{children}</div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
