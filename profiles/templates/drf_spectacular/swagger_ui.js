"use strict";

SwaggerUIBundle({
    url: "{{ schema_url|escapejs }}",
    dom_id: "#swagger-ui",
    presets: [SwaggerUIBundle.presets.apis],
    layout: "BaseLayout",
    validatorUrl: null,
    {% if request.user.is_authenticated %}requestInterceptor: (request) => {
        if (request.method && request.method !== "GET") request.headers["{{ csrf_header_name|escapejs }}"] = "{{ csrf_token|escapejs }}";
        return request;
    },{% endif %}
});
