// Drag the children of a list by their handles; the buttons beside them do the same without this file.
(() => {
    "use strict";

    let dragged = null;
    let before = "";

    const idsOf = (list) => [...list.children].map((child) => child.dataset.id).join(",");

    // Only from its handle, so that words in it can still be marked with the pointer.
    function takeByHandle(event) {
        const child = event.target.closest("[data-handle]")?.closest("[data-arrange] > [data-id]");
        if (child) child.draggable = true;
    }

    function letGo() {
        document.querySelectorAll("[data-arrange] > [draggable]").forEach((child) => child.removeAttribute("draggable"));
    }

    function start(event) {
        if (!event.target.matches?.("[data-arrange] > [draggable]")) return;
        dragged = event.target;
        before = idsOf(dragged.parentElement);
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", "");
        dragged.dataset.dragged = "";
    }

    function over(event) {
        const child = event.target.closest?.("[data-arrange] > [data-id]");
        if (!dragged || child?.parentElement !== dragged.parentElement) return;
        event.preventDefault();
        if (child === dragged) return;
        const { top, height } = child.getBoundingClientRect();
        child[event.clientY < top + height / 2 ? "before" : "after"](dragged);
    }

    function drop(event) {
        if (dragged) event.preventDefault();
    }

    function end() {
        letGo();
        if (!dragged) return;
        const list = dragged.parentElement;
        delete dragged.dataset.dragged;
        dragged = null;
        const order = idsOf(list);
        const csrfmiddlewaretoken = list.querySelector("[name=csrfmiddlewaretoken]")?.value;
        if (order === before) return;
        const sent = htmx.ajax("POST", list.dataset.arrange, { source: list, values: { order, csrfmiddlewaretoken } });
        sent?.catch(() => {}); // putBack hears of it, and colophon.js says it
    }

    // What could not be stored is not shown as if it were.
    function putBack(event) {
        const list = event.detail.elt;
        if (!list.matches("[data-arrange]") || !before) return;
        const children = new Map([...list.children].map((child) => [child.dataset.id, child]));
        list.append(...before.split(",").map((id) => children.get(id)).filter(Boolean));
    }

    document.addEventListener("pointerdown", takeByHandle);
    document.addEventListener("pointerup", letGo);
    document.addEventListener("dragstart", start);
    document.addEventListener("dragover", over);
    document.addEventListener("drop", drop);
    document.addEventListener("dragend", end);
    for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) document.addEventListener(name, putBack);
})();
