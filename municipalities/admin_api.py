"""The admin's API for images and documents, which Wagtail leaves open to everyone who may sign in."""

from typing import Any

from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.permissions import policy_registry

#: After Wagtail's own registrations, so that ours replace them.
LAST = 100


class OwnFilesMixin:
    """Files that the user may choose or change."""

    def get_queryset(self) -> Any:
        files = super().get_queryset()  # type: ignore[misc]
        policy = policy_registry.get_by_type(files.model)
        usable = policy.instances_user_has_any_permission_for(
            self.request.user,  # type: ignore[attr-defined]
            ["change", "delete", "choose"],
        )
        return files.filter(pk__in=usable.values("pk"))


class OwnImagesAPIViewSet(OwnFilesMixin, ImagesAdminAPIViewSet):
    pass


class OwnDocumentsAPIViewSet(OwnFilesMixin, DocumentsAdminAPIViewSet):
    pass


def register_own_files(router: Any) -> None:
    """Put the narrowed lists in the place of Wagtail's."""
    router.register_endpoint("images", OwnImagesAPIViewSet)
    router.register_endpoint("documents", OwnDocumentsAPIViewSet)
