#!/bin/bash
# Makes quay.io/keycloak/keycloak:VERSION of Keycloak's own distribution, for machines whose Docker engine cannot pull
# images: the distribution comes through Maven, the JDK and the C library are those of this machine (Debian, x86-64 or
# arm64). Good enough to run the steps of docker/Dockerfile and their test on; nothing to put into production.
# Needs docker, busybox-static, unzip, Maven and a JDK.    usage: docker/local-base-image.sh [VERSION]
set -euo pipefail
cd "$(dirname "$0")/.."

version=${1:-$(sed -n 's/^ARG KEYCLOAK_VERSION=//p' docker/Dockerfile)}
image=quay.io/keycloak/keycloak:$version
jdk=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root

system() { # a small Unix: one static binary under all its names, and two users
    mkdir -p "$root"/{bin,etc,tmp,opt,proc,sys,dev,usr/bin}
    chmod 1777 "$root/tmp"
    cp "$(command -v busybox)" "$root/bin/busybox"
    local name
    for name in $("$root/bin/busybox" --list) bash; do
        [ "$name" = busybox ] || ln -sf /bin/busybox "$root/bin/$name"
    done
    printf 'root:x:0:0:root:/root:/bin/sh\nkeycloak:x:1000:0:keycloak:/opt/keycloak:/bin/sh\n' > "$root/etc/passwd"
    printf 'root:x:0:\n' > "$root/etc/group"
    printf 'hosts: files dns\n' > "$root/etc/nsswitch.conf"
}

java() { # the JDK, and the shared libraries that it names
    mkdir -p "$root/opt/java"
    tar -C "$jdk" --exclude=jmods --exclude='*.zip' --exclude=man --exclude=include -ch . | tar -C "$root/opt/java" -x
    local binaries libraries library
    binaries=$(find "$root/opt/java" -name '*.so' -o -path '*/bin/java')
    libraries=$(ldd $binaries 2> /dev/null | grep -oP '(?<=> )/\S+|^\s+\K/\S*/ld-\S+' | grep -v "^$root" | sort -u)
    for library in $libraries "$(dirname "$(grep -m 1 libc.so <<< "$libraries")")"/lib{nss_files,nss_dns,resolv}.so.2; do
        [ ! -e "$library" ] || install -D "$(readlink -f "$library")" "$root$library"
    done
}

keycloak() {
    mvn -B -q dependency:copy -Dartifact="org.keycloak:keycloak-quarkus-dist:$version:zip" -DoutputDirectory="$work"
    unzip -q "$work/keycloak-quarkus-dist-$version.zip" -d "$root/opt"
    mv "$root/opt/keycloak-$version" "$root/opt/keycloak"
    mkdir -p "$root/opt/keycloak/data"
    chown -R 1000:0 "$root/opt/keycloak"
    chmod -R g+rwX "$root/opt/keycloak"
}

system
java
keycloak
tar -C "$root" -c . | docker import \
    -c 'ENV PATH=/opt/java/bin:/bin:/usr/bin JAVA_HOME=/opt/java LANG=C.UTF-8 HOME=/opt/keycloak KC_RUN_IN_CONTAINER=true' \
    -c 'WORKDIR /opt/keycloak' -c 'USER 1000' -c 'EXPOSE 8080 8443 9000' -c 'ENTRYPOINT ["/opt/keycloak/bin/kc.sh"]' \
    - "$image"
