"""The admin site itself: its name, its way home, and signing in like everywhere else."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin

admin.site.site_title = "GradQuiz"
admin.site.site_header = "GradQuiz admin"
admin.site.index_title = "GradQuiz"
admin.site.site_url = "/"
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
