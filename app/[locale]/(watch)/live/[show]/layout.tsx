import type { ReactNode } from 'react'

type Props = { children: ReactNode; sheet: ReactNode }

/** The live page, and what slides over its picture while that plays on. */
export default function LiveLayout({ children, sheet }: Props) {
  return (
    <>
      {children}
      {sheet}
    </>
  )
}
