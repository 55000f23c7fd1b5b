'use client'

/** The frame itself broke: no styles, no words from the server; three languages, one way on. */
export default function HouseBroke({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="zh-CN">
      <body style={{ font: '16px/1.5 system-ui', background: '#fbf7ef', color: '#1e2a23', padding: 32 }}>
        <h1>我们这边出了点问题 · Something broke on our side · Quelque chose a cassé chez nous</h1>
        <button type="button" onClick={reset} style={{ minHeight: 48, padding: '0 20px' }}>
          再试一次 · Try again · Réessayer
        </button>
      </body>
    </html>
  )
}
