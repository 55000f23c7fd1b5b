import type { ReactNode } from 'react'
import { Market } from '#components/shop/market.tsx'
import { marketFrame } from '#lib/edge/market-frame.ts'

export default async function MarketLayout({ children }: { children: ReactNode }) {
  return <Market frame={await marketFrame()}>{children}</Market>
}
