import type { ComponentProps, ReactNode } from 'react'
import { Footer } from './footer.tsx'
import { Header } from './header.tsx'

type Props = { frame: ComponentProps<typeof Header> & ComponentProps<typeof Footer>; children: ReactNode }

/** A page of the market, under its awning. */
export function Market({ frame, children }: Props) {
  return (
    <div className="flex min-h-dvh flex-col">
      <Header {...frame} />
      <main id="main" className="page flex-1 pb-10">
        {children}
      </main>
      <Footer locale={frame.locale} staff={frame.staff} words={frame.words} />
    </div>
  )
}
