import { people } from '@sansheng/contract/people.ts'
import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { reply } from '../../testing/replies.ts'
import { drawAt, personWith, serve } from '../../testing/screen.tsx'
import { useWelcomeLabels } from './labels.ts'
import { PlaceStep } from './place-step.tsx'
import { emptyPlan } from './plan.ts'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function Step() {
  return <PlaceStep plan={emptyPlan} locked={false} onChange={() => {}} onNext={() => {}} t={useWelcomeLabels()} />
}

it.each([
  [false, 1],
  [true, 0],
])('on a connection that is secure: %s, the wizard says %d times what HTTP takes away', async (secure, times) => {
  vi.stubGlobal('isSecureContext', secure)
  serve(reply(people.listUnits, {}))
  drawAt('/welcome', '/welcome', Step, personWith([]))
  await screen.findByLabelText('单位名称')
  expect(screen.queryAllByText(/SANSHENG_TLS_CERT/)).toHaveLength(times)
})
