# What happened, as the audit tells people: passive sentences without subject.

method-password = parola
method-code = tek kullanımlık kod
method-passkey = geçiş anahtarı
method-unknown = burada bilinmeyen bir yöntem

audit-login = Oturum açıldı: { $methods }
audit-login-again = Kimlik yeniden doğrulandı: { $methods }
audit-login-step-up = İkinci faktör doğrulandı: { $methods }
audit-login-fail-unnamed =
    { $networks ->
        [one] Hesap belirtilmeyen başarısız oturum açma denemeleri: { NUMBER($networks) } ağdan { NUMBER($count) } deneme
       *[other] Hesap belirtilmeyen başarısız oturum açma denemeleri: { NUMBER($networks) } ağdan { NUMBER($count) } deneme
    }
audit-login-fail-password = Yanlış parola girildi
audit-login-fail-code = Yanlış tek kullanımlık kod girildi
audit-login-fail-password-times =
    { $count ->
        [one] Bir dakika içinde { NUMBER($count) } kez yanlış parola girildi
       *[other] Bir dakika içinde { NUMBER($count) } kez yanlış parola girildi
    }
audit-login-fail-code-times =
    { $count ->
        [one] Bir dakika içinde { NUMBER($count) } kez yanlış tek kullanımlık kod girildi
       *[other] Bir dakika içinde { NUMBER($count) } kez yanlış tek kullanımlık kod girildi
    }
audit-login-disown = Bir oturumun başkasına ait olduğu bildirildi
audit-login-disown-device = Başkasına ait olduğu bildirilen oturum: { $device }

audit-session-end = Oturum sona erdi: { $why }
audit-session-end-device = Oturum sona erdi ({ $device }): { $why }
audit-end-app = bir uygulamada oturum kapatıldı
audit-end-administrator = bir yönetici oturumu kapattı
audit-end-replaced = başka bir hesapla oturum açıldı
audit-end-password = parola değişti
audit-end-locked = hesap kilitlendi
audit-end-removed = hesap kaldırıldı
audit-end-left = hesap yapılandırmadan çıkarıldı
audit-end-expired = çok eskiydi veya çok uzun süre kullanılmadı
audit-end-person = oturum kapatıldı

# Apps.
audit-some-app = bir uygulama
audit-app-sign-in = Uygulamada oturum açıldı: { $app }
audit-app-sign-out = Uygulamada oturum kapatıldı: { $app }
audit-consent-grant = Uygulamaya erişim verildi: { $app }
audit-consent-revoke = Uygulamanın erişimi kaldırıldı: { $app }
audit-consent-remember = “Her seferinde bana sor” kapatıldı: { $app }
audit-request-allow = Başka bir cihazda izin verildi: { $app }
audit-request-refuse = Başka bir cihazda reddedildi: { $app }
audit-grant-revoke = Uygulama erişiminden vazgeçti: { $app }
audit-token-exchange = Uygulama bu hesap adına işlem yapmak için bir token takas etti: { $app }
audit-token-refuse = Uygulamaya bu hesap için token verilmedi: { $app }
audit-token-replay = Kullanılmış bir kod veya token yeniden geldi, uygulamanın erişimi iptal edildi: { $app }

# Passkeys and the second step.
audit-totp-add = Kimlik doğrulama uygulaması eklendi
audit-totp-remove = Kimlik doğrulama uygulaması kaldırıldı
audit-passkey-add = Geçiş anahtarı eklendi
audit-passkey-add-named = Geçiş anahtarı eklendi: { $name }
audit-passkey-rename = Geçiş anahtarının adı değiştirildi
audit-passkey-rename-named = Geçiş anahtarının adı değiştirildi: { $name }
audit-passkey-remove = Geçiş anahtarı kaldırıldı
audit-passkey-remove-named = Geçiş anahtarı kaldırıldı: { $name }
audit-recovery-code-use = Kurtarma kodu kullanıldı
audit-recovery-codes-replace = Yeni kurtarma kodları oluşturuldu
audit-user-code-make = Uygulama istekleri için kod oluşturuldu
audit-user-code-remove = Uygulama istekleri için kod kaldırıldı
audit-factors-reset = Tüm geçiş anahtarları, kimlik doğrulama uygulaması ve kurtarma kodları kaldırıldı
audit-factors-disown = Başkasına ait bir tarayıcıda eklenenler kaldırıldı
audit-browser-forget = Tarayıcı unutuldu: { $device }
audit-browsers-forget = Unutulan tarayıcılar: { NUMBER($count) }
audit-factor-forget = { $device } için ikinci adım yeniden istenecek
audit-factor-remember = { $device } için ikinci adım artık istenmeyecek
audit-factors-forget = İkinci adımın yeniden isteneceği cihazlar: { NUMBER($count) }

# Accounts.
audit-password-change = Parola belirlendi
audit-password-remove = Parola kaldırıldı
audit-link-mail = Parola belirleme bağlantısı e-postayla gönderildi
audit-link-mail-reset = E-postayla yeni parola belirleme bağlantısı istendi
audit-link-mail-sign-up = E-postayla hesap oluşturma bağlantısı istendi
audit-email-ask = Yeni bir e-posta adresini onaylama bağlantısı istendi
audit-link-make-setup = İlk yöneticinin kurulumu için bağlantı oluşturuldu
audit-link-make-invite = İlk parolayı belirleme bağlantısı oluşturuldu
audit-link-make-reset = Yeni parola belirleme bağlantısı oluşturuldu
audit-user-add = Hesap eklendi
audit-user-lock = Hesap kilitlendi
audit-user-unlock = Hesabın kilidi açıldı
audit-user-remove = Hesap kaldırıldı: { $username }
audit-user-leave = Hesap yapılandırmadan çıkarıldı
audit-user-lapse = Hesap artık yapılandırmada olmadığı için tüm oturumlar ve erişimler sona erdirildi
audit-data-download = Bu hesabın verileri indirildi
audit-claims-preview = Uygulamanın bu hesap hakkında ne öğreneceğine bakıldı: { $app }
audit-sign-in-try = Bu hesabın uygulamada nasıl oturum açacağı denendi: { $app }
audit-user-change = Değiştirildi: { $changes }
audit-user-change-unknown = Hesap değiştirildi
audit-changes = { $one }; { $two }
audit-change-username = kullanıcı adı (eski: { $before }, yeni: { $after })
audit-change-email = e-posta adresi
audit-change-email-verified = e-posta adresinin onay durumu
audit-change-groups = gruplar (yeni: { $groups })
audit-change-groups-none = gruplar (yeni: yok)
audit-change-administrator = yöneticilik (verildi)
audit-change-no-administrator = yöneticilik (kaldırıldı)
audit-change-profile = profil
audit-change-definition = hesabın tanımlandığı yer

# Apps as they are registered.
audit-client-register = Uygulama kaydoldu: { $app }
audit-client-change = Uygulama kaydını değiştirdi: { $app }
audit-client-remove = Kayıtlı uygulama kaldırıldı: { $app }
audit-client-approve = Kayıtlı uygulama onaylandı: { $app }
audit-client-disable = Kayıtlı uygulama devre dışı bırakıldı: { $app }
audit-client-enable = Kayıtlı uygulama etkinleştirildi: { $app }
audit-client-define = Uygulama yapılandırmaya eklendi: { $app }
audit-client-leave = Uygulama yapılandırmadan çıkarıldı: { $app }
audit-client-lapse = Uygulama veya kimlik bilgileri artık yapılandırmada olmadığı için tüm erişimi sona erdirildi: { $app }
audit-logout-reopen = Uygulamaya yine de bildirilen oturum kapatmalar: { $app } ({ NUMBER($count) })
audit-registration-token-add = Uygulamaların kaydolmasını sağlayan bir token oluşturuldu
audit-registration-token-revoke = Uygulamaların kaydolmasını sağlayan bir token iptal edildi

# The server.
audit-key-add = Anahtar oluşturuldu ({ $alg })
audit-key-retire = Anahtar kullanımdan kaldırıldı: { $kid }
audit-key-restore = Anahtar geri getirildi: { $kid }
audit-key-remove = Anahtar kaldırıldı: { $kid }
audit-sealing-add = Mühürleme sırrı oluşturuldu
audit-sealing-replace = Diğerlerinin tümünün yerine bir mühürleme sırrı oluşturuldu
audit-sealing-remove = Mühürleme sırrı kaldırıldı
audit-config-reload = Yapılandırma yeniden yüklendi
audit-server-start = Latchkey { $version } başlatıldı
audit-mail-test = Deneme e-postası gönderildi
audit-backup-make = Veritabanının yedeği alındı
audit-backup-remove = Veritabanının eski yedekleri silindi: { NUMBER($count) }
audit-backup-restore = Veritabanının yedeği geri yüklendi
audit-database-export = Veritabanı dışa aktarıldı
audit-database-import = Veritabanı içe aktarıldı
audit-database-migrate = Veritabanı { $version } şema sürümüne güncellendi
audit-audit-export = Etkinlik kayıtları dışa aktarıldı
audit-audit-remove = Eski kayıtlar kaldırıldı: { NUMBER($count) }

# Who did it, behind what happened.
audit-by-administrator = yapan: bir yönetici
audit-by-server = yapan: bu sunucu
