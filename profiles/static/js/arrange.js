// Drag the children of a list by their handles; the buttons beside them do the same without this file. The list follows
// the order that is answered without a reload, so that no open form is lost.
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
        const csrfmiddlewaretoken = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
        if (order === before) return;
        const target = document.getElementById("order") ?? list;
        const values = { order, csrfmiddlewaretoken };
        const sent = htmx.ajax("POST", list.dataset.arrange, { source: list, target, swap: "outerHTML", values });
        sent?.catch(() => {}); // putBack hears of it, and colophon.js says it
    }

    // What could not be stored is not shown as if it were.
    function putBack(event) {
        const list = event.detail.elt;
        if (!list.matches("[data-arrange]") || !before) return;
        const children = new Map([...list.children].map((child) => [child.dataset.id, child]));
        list.append(...before.split(",").map((id) => children.get(id)).filter(Boolean));
    }

    function markEnds(rows) {
        rows.forEach((row, place) => {
            const ends = { up: place === 0, down: place === rows.length - 1 };
            for (const button of row.querySelectorAll(".icon-button")) {
                if (ends[button.value] ?? ends[button.name]) button.setAttribute("aria-disabled", "true");
                else button.removeAttribute("aria-disabled");
            }
        });
    }

    // The focused row stays where it is in the document while the others move round it: its button keeps the focus.
    function follow(list, order) {
        const known = new Map([...list.children].map((row) => [row.dataset.id, row]));
        const rows = order.map((id) => known.get(id)).filter(Boolean);
        const held = rows.find((row) => row.contains(document.activeElement));
        const place = rows.indexOf(held);
        rows.slice(0, Math.max(place, 0)).forEach((row) => list.insertBefore(row, held));
        list.append(...rows.slice(place + 1));
        markEnds(rows);
    }

    function followSections(event) {
        const list = document.getElementById("sections");
        if (!list) return;
        follow(list, event.detail.order);
        const region = document.getElementById("announcer");
        if (region) region.textContent = event.detail.said;
    }

    // What was removed goes, here or in another window, but for a form that is being written in. What another window
    // added is fetched.
    function followItems(event) {
        const { target, requestConfig } = event.detail;
        const order = document.getElementById("order")?.dataset.order?.split(",");
        const list = document.querySelector("[data-list]");
        if (target?.getAttribute?.("id") !== "order" || !order || !list) return;
        const sent = requestConfig.elt.closest?.("[data-id]");
        const rows = [...list.children];
        const gone = rows.filter((row) => !order.includes(row.dataset.id));
        gone.filter((row) => row === sent || !row.querySelector(".inline-form")).forEach((row) => row.remove());
        if (order.length > rows.length - gone.length) {
            htmx.ajax("GET", list.dataset.list, { target: "#list", swap: "outerHTML" });
            return;
        }
        follow(list, order);
        if (document.activeElement === document.body) document.querySelector("#part-new a, #part-new input")?.focus();
    }

    document.addEventListener("arranged", followSections);
    document.addEventListener("htmx:afterSettle", followItems);
    document.addEventListener("pointerdown", takeByHandle);
    document.addEventListener("pointerup", letGo);
    document.addEventListener("dragstart", start);
    document.addEventListener("dragover", over);
    document.addEventListener("drop", drop);
    document.addEventListener("dragend", end);
    for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) document.addEventListener(name, putBack);
})();
