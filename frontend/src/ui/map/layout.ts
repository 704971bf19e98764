// Computes layouts in a worker, so that typing is never blocked.

import workerSource from "worker:./worker.ts";
import type { Graph } from "../../contracts/graph";
import { createTask, type Layout, type LayoutResult, type LayoutTask, quickLayout, toLayout } from "./layout-task";

/** A graph to lay out, and what gets the layout. */
interface LayoutRequest {
  graph: Graph;
  task: LayoutTask;
  done: (layout: Layout) => void;
}

/** Lays out graphs one after the other. Of the requests that come while it is busy, only the last is done. */
export class LayoutWorker {
  private worker: Worker | null = null;
  private waiting: LayoutRequest | null = null;
  private running: LayoutRequest | null = null;
  private sequence = 0;

  /** Whether a worker could be created; a page's security policy may forbid it. */
  readonly available: boolean;

  constructor() {
    this.available = this.start();
  }

  /** Create the worker; return whether that worked. */
  private start(): boolean {
    try {
      const address = URL.createObjectURL(new Blob([workerSource], { type: "text/javascript" }));
      this.worker = new Worker(address);
      this.worker.onmessage = ({ data }: MessageEvent<LayoutResult>) => this.onResult(data);
      this.worker.onerror = () => this.onFailure();
      return true;
    } catch {
      return false;
    }
  }

  /** Ask for the layout of a graph; `done` gets it. */
  request(graph: Graph, done: (layout: Layout) => void): void {
    this.waiting = { graph, task: createTask(graph, ++this.sequence), done };
    if (!this.running) this.startNext();
  }

  /** End the worker. */
  stop(): void {
    this.worker?.terminate();
    this.worker = null;
    this.running = this.waiting = null;
  }

  /** Send the waiting task to the worker. */
  private startNext(): void {
    if (!this.waiting || !this.worker) return;
    this.running = this.waiting;
    this.waiting = null;
    this.worker.postMessage(this.running.task);
  }

  /** Pass a simple layout on where the worker could not compute one; a new worker is there for the next graph. */
  private onFailure(): void {
    const { running } = this;
    this.running = null;
    this.worker?.terminate();
    this.worker = null;
    this.start();
    if (running && !this.waiting) running.done(quickLayout(running.graph));
    this.startNext();
  }

  /** Pass the result on, unless a newer task is waiting. */
  private onResult(done: LayoutResult): void {
    const { running } = this;
    this.running = null;
    // A newer graph is waiting: its layout would replace this one immediately.
    if (running && !this.waiting) running.done(toLayout(running.task, done));
    this.startNext();
  }
}
