import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { Chips } from './chips.tsx'

afterEach(cleanup)

const options = ['一', '二', '三'].map(value => ({ value, words: value }))
function Two() {
  const [picked, setPicked] = useState<string | null>(null)
  return (
    <>
      <Chips label="数" options={options} value={picked} onPick={setPicked} />
      <button type="button">之后</button>
    </>
  )
}
const focused = () => document.activeElement!.textContent

describe('a row of chips', () => {
  it('is one stop of the Tab key; arrows go round inside, Enter picks, and the focus stays where it was', async () => {
    const user = userEvent.setup({ delay: null })
    render(<Two />)
    await user.keyboard('{Tab}')
    expect(focused()).toBe('一')
    await user.keyboard('{ArrowRight}{ArrowDown}')
    expect(focused()).toBe('三')
    await user.keyboard('{ArrowRight}{ArrowLeft}{Enter}')
    expect([focused(), screen.getByRole('button', { pressed: true }).textContent]).toEqual(['三', '三'])
    await user.keyboard('{Home}{End}{Tab}')
    expect(focused()).toBe('之后')
    await user.keyboard('{Shift>}{Tab}{/Shift}')
    expect(focused()).toBe('三')
  })

  it('begins at what is chosen', async () => {
    const user = userEvent.setup({ delay: null })
    render(<Chips label="数" options={options} value="二" onPick={() => {}} />)
    await user.keyboard('{Tab}')
    expect(focused()).toBe('二')
  })
})
