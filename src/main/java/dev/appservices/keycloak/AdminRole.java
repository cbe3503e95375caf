package dev.appservices.keycloak;

import org.keycloak.models.AdminRoles;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** The roles of {@code realm-management} that our admin routes ask for; whoever may manage may also view. */
public enum AdminRole {
    MANAGE_REALM(AdminRoles.MANAGE_REALM),
    MANAGE_CLIENTS(AdminRoles.MANAGE_CLIENTS),
    MANAGE_USERS(AdminRoles.MANAGE_USERS),
    VIEW_REALM(AdminRoles.VIEW_REALM),
    VIEW_CLIENTS(AdminRoles.VIEW_CLIENTS),
    VIEW_USERS(AdminRoles.VIEW_USERS);

    private final String roleName;

    AdminRole(String roleName) {
        this.roleName = roleName;
    }

    /** As the console lists it. */
    public String roleName() {
        return roleName;
    }

    boolean isHeldBy(AdminPermissionEvaluator auth) {
        return switch (this) {
            case MANAGE_REALM -> auth.realm().canManageRealm();
            case MANAGE_CLIENTS -> auth.clients().canManage();
            case MANAGE_USERS -> auth.users().canManage();
            case VIEW_REALM -> auth.realm().canViewRealm();
            case VIEW_CLIENTS -> auth.clients().canView();
            case VIEW_USERS -> auth.users().canView();
        };
    }
}
