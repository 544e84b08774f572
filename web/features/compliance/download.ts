import type { InputOf, ReplyOf, Route } from '@sansheng/contract/route.ts'
import { App } from 'antd'
import { useState } from 'react'
import { type CallFault, call, isFault } from '../../app/call.ts'

type File = { name: string; text: string; rows: number }

/** Asks for a file and hands it to the browser. */
export function useDownload<T extends Route>(route: T) {
  const { message } = App.useApp()
  const [pending, setPending] = useState(false)
  const [fault, setFault] = useState<CallFault | null>(null)
  const take = async (input: InputOf<T>, doneText: (rows: number) => string): Promise<void> => {
    setPending(true)
    setFault(null)
    try {
      const file = (await call(route, input)) as ReplyOf<T> & File
      save(file)
      void message.success(doneText(file.rows))
    } catch (error) {
      if (!isFault(error)) throw error
      setFault(error)
    } finally {
      setPending(false)
    }
  }
  return { take, pending, fault }
}

function save({ name, text }: File): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
