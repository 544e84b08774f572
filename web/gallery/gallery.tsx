/** All shared parts on one page, for the eyes of whoever changes them: `npx vite --config web/vite.config.ts`, then /gallery/. Not in the build. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { App, Button, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { Printer } from 'lucide-react'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import '../app/base.css'
import { LookProvider, useLook } from '../app/look.tsx'
import { antdTheme } from '../app/theme.ts'
import { exact, serverNow } from '../app/time.ts'
import { ClockBadge } from '../ui/clock-badge.tsx'
import { ClockStrip } from '../ui/clock-strip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EventTimeline } from '../ui/event-timeline.tsx'
import { EvidenceTrail } from '../ui/evidence-trail.tsx'
import { FormPaper } from '../ui/form-paper.tsx'
import { FuseRow } from '../ui/fuse-row.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Empty, FaultNote, Loading } from '../ui/states.tsx'
import { TransferGauge } from '../ui/transfer-gauge.tsx'
import './gallery.css'
import { clocksAt, eventsAt, explanationOf, formOf } from './samples.ts'

const opened = serverNow()
const clocks = clocksAt(opened)

function Parts() {
  const look = useLook()
  const [chosen, setChosen] = useState<string | null>(clocks[1]!.id)
  const [seq, setSeq] = useState<number | null>(null)
  const current = clocks.find(c => c.id === chosen) ?? clocks[1]!
  const fault = Object.assign(new Error('这一单刚由贺之远改过（14:36），请看过再改。您写的内容还在。'), {
    code: 'stale',
    status: 409,
    params: {},
    fields: [{ path: '/title', message: '标题至多 120 个字。' }],
    detail: null,
    requestId: 'req-7',
  })
  return (
    <div className="ss-gallery">
      <div className="ss-row ss-wrap">
        <Button onClick={() => look.setTheme(look.theme === 'dark' ? 'light' : 'dark')}>深浅</Button>
        <Button onClick={() => look.setSize(look.size === 'large' ? 'normal' : 'large')}>字号</Button>
        {clocks.map(c => (
          <ClockBadge key={c.id} clock={c} />
        ))}
        <Button type="primary">
          主要 <Kbd>Ctrl ↵</Kbd>
        </Button>
        <Button danger>危险</Button>
        <TransferGauge count={0} max={1} onTransfer={() => {}} shortcut="F6" />
        <TransferGauge count={1} max={1} onTransfer={() => {}} />
      </div>
      <ClockStrip clocks={clocks} selected={chosen} onSelect={setChosen} />
      <div className="ss-gallery-three">
        <section className="ss-sheet ss-gallery-card">
          <EventTimeline events={eventsAt(opened)} verified marked={seq} />
        </section>
        <FormPaper
          form={formOf()}
          site="澜州供水热线"
          actions={
            <Button icon={<Printer size={16} />}>
              打印 <Kbd>Ctrl P</Kbd>
            </Button>
          }
        />
        <EvidenceTrail explanation={explanationOf(current)} onClose={() => setChosen(null)} onEvent={setSeq} />
      </div>
      <ul className="ss-sheet ss-gallery-card">
        {clocks.slice(2, 6).map(c => (
          <FuseRow key={c.id} clock={c} title="东泉路口爆管" who="抢修二班" />
        ))}
      </ul>
      <section className="ss-sheet">
        <DataTable
          label="工单"
          rows={Array.from({ length: 8 }, (_, i) => ({
            id: String(i),
            number: `BX-20261120-00${i}`,
            at: opened - i * 5e7,
            clock: clocks[i % 6]!,
          }))}
          rowKey={r => r.id}
          onOpen={() => {}}
          total={412}
          onMore={() => {}}
          columns={[
            { key: 'number', title: '单号', width: 160, num: true, render: r => r.number },
            {
              key: 'title',
              title: '内容',
              cut: true,
              width: 320,
              render: () => '槐荫里 7 栋 2 单元 601，家中无水，楼道表箱左起第二块表',
            },
            { key: 'clock', title: '下一个钟', width: 150, render: r => <ClockBadge clock={r.clock} /> },
            { key: 'at', title: '登记', width: 120, num: true, render: r => exact(r.at) },
          ]}
          card={r => (
            <>
              <span className="ss-row">
                <span className="ss-num ss-3 ss-grow">{r.number}</span>
                <ClockBadge clock={r.clock} />
              </span>
              <b>槐荫里 7 栋 2 单元 601，家中无水</b>
            </>
          )}
        />
      </section>
      <div className="ss-gallery-three">
        <section className="ss-sheet">
          <Loading />
        </section>
        <section className="ss-sheet">
          <Empty />
        </section>
        <section className="ss-sheet">
          <FaultNote fault={fault} onRetry={() => {}} />
        </section>
      </div>
      <FaultNote fault={fault} inline />
    </div>
  )
}

const root = createRootRoute({ component: Parts })
const standard = createRoute({ getParentRoute: () => root, path: '/standard' })
const router = createRouter({ routeTree: root.addChildren([standard]), history: createMemoryHistory({ initialEntries: ['/'] }) })

function Themed() {
  const { theme } = useLook()
  return (
    <ConfigProvider locale={zhCN} theme={antdTheme(theme)} button={{ autoInsertSpace: false }}>
      <App>
        <RouterProvider router={router as never} />
      </App>
    </ConfigProvider>
  )
}
createRoot(document.getElementById('root')!).render(
  <QueryClientProvider client={new QueryClient()}>
    <LookProvider>
      <Themed />
    </LookProvider>
  </QueryClientProvider>,
)
