// Before the first paint: the reader's own choice of theme, kept by the browser alone.
(() => {
    try {
        const theme = localStorage.getItem("theme");
        if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
    } catch {
        // No storage: the theme follows the system.
    }
})();
