# The page of a person's apps, and the page that asks before the access of one is removed.

apps-lead = Las aplicaciones te conocen como { $person_html }.
apps-search = Busca entre tus aplicaciones
apps-search-button = Buscar
apps-signed-in = Último inicio de sesión { $time_html }
apps-no-consent = No necesita tu consentimiento
apps-asks-each-time = Pregunta siempre
apps-asks-each-time-hint = Elegiste que esta aplicación te pregunte cada vez que inicias sesión en ella.
apps-refused = No puedes usar esta aplicación, así que no recibe nada de tu cuenta.
apps-gone = Esta aplicación ya no está disponible aquí.
apps-allowed = Lo permitiste { $time_html }.
apps-got = Obtuvo este acceso { $time_html }.
apps-all = Todas las aplicaciones ({ NUMBER($count) })
apps-first-page = Primera página
apps-next-page = Más aplicaciones
apps-no-match = Ninguna aplicación coincide con <bdi>{ $q }</bdi>.
apps-show-all = Mostrar todas las aplicaciones
apps-empty = Aquí aparecen las aplicaciones que puedes usar, cada una con un botón que la abre. Pregunta a quien gestiona este sitio cuáles hay.
apps-empty-administrator = Añade la primera: Grafana, Nextcloud, Immich y muchas otras tienen una configuración lista. Este comando las enumera:

## Removing the access of an app.

remove-app-title = ¿Quitar el acceso de { $app_html }?
remove-app-sees = Puede ver
remove-app-then = Al quitarlo
remove-app-tokens = La aplicación ya no podrá ver nada de tu cuenta ni hacer nada en tu nombre.
remove-app-offline = También termina su acceso mientras no estás.
remove-app-told = Se avisa a la aplicación de que cierre tu sesión.
remove-app-not-told = No se puede avisar a la aplicación de que cierre tu sesión: ciérrala también allí.
remove-app-keeps = Lo que la aplicación ha guardado sobre ti se queda en ella.
remove-app-asks = La aplicación te lo pedirá otra vez la próxima vez que inicies sesión en ella.
remove-app-again = Esta aplicación no necesita consentimiento: la próxima vez que inicies sesión en ella, volverá a obtener este acceso sin preguntarte.
remove-app-never-again = No podrá volver a obtener acceso mientras no puedas usarla.
remove-app-here = Aquí sigues con la sesión iniciada.
remove-app-button = Quitar acceso
remove-app-cancel = Mantener acceso
