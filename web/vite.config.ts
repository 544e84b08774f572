import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  // the variant for pages reads entities through `document`, which the worker of the checker has not
  resolve: {
    alias: { 'decode-named-character-reference': fileURLToPath(import.meta.resolve('decode-named-character-reference')) },
  },
  build: { outDir: '../dist/web', emptyOutDir: true, target: 'es2022', cssCodeSplit: true },
  server: {
    port: 8301,
    // SANSHENG_API names another house, for example a demo on another port. The host stays: the product refuses what comes from another origin
    proxy: { '/api': { target: process.env.SANSHENG_API ?? 'http://127.0.0.1:8300', changeOrigin: false } },
  },
})
