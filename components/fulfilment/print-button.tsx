'use client'
import { Button } from '#components/ui/button.tsx'

/** Opens the browser's own print dialogue; the page prints without its buttons. */
export function PrintButton({ label, hint }: { label: string; hint: string }) {
  return (
    <Button onClick={() => window.print()} title={hint}>
      {label}
    </Button>
  )
}
