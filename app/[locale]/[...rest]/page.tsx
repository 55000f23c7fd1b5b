import { notFound } from 'next/navigation'

/** What no room answers to: the page that says so, in the reader's language. */
export default function NowherePage() {
  notFound()
}
