'use client'
import { useWatch } from './use-watch.ts'
import type { ListingView } from './watch-view.ts'

/** "Somebody just bought …": arrives, stays while it is the latest, names nobody. */
export function BoughtToast({
  listings,
  words,
}: {
  listings: readonly ListingView[]
  words: { bought: string }
}) {
  const bought = useWatch((state) => state.bought)
  const title = listings.find(({ productId }) => productId === bought?.productId)?.title
  if (!bought || !title) return null
  return (
    <p
      key={bought.count}
      role="status"
      className="pointer-events-none w-fit max-w-full animate-arrive truncate rounded-full bg-leaf px-3 py-1 font-medium text-sm text-white"
    >
      {words.bought.replace('{title}', title).replace('{quantity}', String(bought.quantity))}
    </p>
  )
}
