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

/**
 * Lays out graphs one after the other. Of the requests that come while it is busy, only the last is done. Where a
 * page's security policy forbids workers, or the worker fails, requests get the quick layout.
 */
export class LayoutWorker {
  private worker: Worker | null = null;
  private waiting: LayoutRequest | null = null;
  private running: LayoutRequest | null = null;
  private sequence = 0;

  constructor() {
    this.start();
  }

  /** Create the worker, where that is allowed. */
  private start(): void {
    try {
      const address = URL.createObjectURL(new Blob([workerSource], { type: "text/javascript" }));
      this.worker = new Worker(address);
      this.worker.onmessage = ({ data }: MessageEvent<LayoutResult>) => this.onResult(data);
      this.worker.onerror = (event) => this.onFailure(event);
    } catch {
      this.worker = null;
    }
  }

  /** Ask for the layout of a graph; `done` gets it. */
  request(graph: Graph, done: (layout: Layout) => void): void {
    if (!this.worker) return done(quickLayout(graph));
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

  /** Pass the result on, unless a newer task is waiting. */
  private onResult(done: LayoutResult): void {
    const { running } = this;
    this.running = null;
    // A newer graph is waiting: its layout would replace this one immediately.
    if (running && !this.waiting) running.done(toLayout(running.task, done));
    this.startNext();
  }

  /**
   * Answer the last request without the worker. Where it failed at a graph, there is a new one for the next; most
   * browsers tell here as well that a page's security policy forbids workers, by an event without a message.
   */
  private onFailure(event: Event): void {
    const last = this.waiting ?? this.running;
    const failedAtGraph = this.running !== null && "message" in event;
    this.stop();
    if (failedAtGraph) this.start();
    last?.done(quickLayout(last.graph));
  }
}
