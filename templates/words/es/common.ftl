# Words that several pages share.

language = Idioma
language-choose = Cambiar idioma

site-links = Más sobre este sitio
link-help = Ayuda
link-privacy = Privacidad
link-terms = Condiciones
link-imprint = Aviso legal

show = Mostrar
hide = Ocultar
error-prefix = Error:
go-to = Ir a “{ $field }”
go-to-field = Ir al campo
wait-over = Ya puedes volver a intentarlo.
wait-seconds =
    { $seconds ->
        [one] Puedes volver a intentarlo en <span data-retry-after="{ $seconds }">{ $seconds } segundo</span>.
       *[other] Puedes volver a intentarlo en <span data-retry-after="{ $seconds }">{ $seconds } segundos</span>.
    }
wait-minutes =
    { $minutes ->
        [one] Puedes volver a intentarlo en <span data-retry-after="{ $seconds }">{ $minutes } minuto</span>.
       *[other] Puedes volver a intentarlo en <span data-retry-after="{ $seconds }">{ $minutes } minutos</span>.
    }
password-hint = Al menos { $length } caracteres. Unas cuantas palabras sin relación entre sí funcionan bien.

account-pages = Tu cuenta
tab-account = Cuenta
tab-profile = Perfil
tab-security = Seguridad
tab-activity = Actividad

admin-pages = Administración
admin-tab-overview = Resumen
admin-tab-people = Personas
admin-tab-groups = Grupos
admin-tab-sessions = Sesiones
admin-tab-deliveries = Mensajes de cierre de sesión
admin-tab-activity = Actividad

audit-look = revisar
audit-by = por <bdi>{ $name }</bdi>
audit-by-link = por <a href="{ $href }"><bdi>{ $name }</bdi></a>
audit-request = solicitud { $id }

app-policy = Política de privacidad
app-terms = Condiciones del servicio
to-continue = para continuar a <b>{ $app_html }</b>
for-the-developer = Para el equipo de desarrollo de la aplicación:
no-way-back-will = No volverás a la aplicación, porque { $reason }.
no-way-back-was = No has vuelto a la aplicación, porque { $reason }.

signed-in-at = inicio de sesión { $time_html }
signed-in-with = inicio de sesión { $time_html } con { $methods }
remember-device = No volver a preguntar en este dispositivo durante { $time }

time-minutes =
    { $n ->
        [one] { $n } minuto
       *[other] { $n } minutos
    }
time-hours =
    { $n ->
        [one] { $n } hora
       *[other] { $n } horas
    }
time-days =
    { $n ->
        [one] { $n } día
       *[other] { $n } días
    }

list-two = { $one } y { $two }
list-comma = { $one }, { $two }
