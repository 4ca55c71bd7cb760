/** Passwords and keys, wherever a configuration may have some; of long ones what keepalived keeps. */
export const secrets: readonly string[] = ['Hunter2x', 'Sup3rSec', 'Typ0Secret', 'wordXyz', 'k3yk3yk3yk3yk3yk3yk3yk3yk3yk3yk3y', 'Bas1cPw', 'Opti0nPw', '0therPwd', 'G1venPw'];
/** Two nodes of one cluster, if they differ in nothing but the password. */
export const configuration = (name: string, password: string): string => `$PASS=Hunter2x
$AUTH_PASS=G1venPw
vrrp_script chk {
    script "curl http://user:Bas1cPw@10.0.0.9/ --password=Opti0nPw"
}
vrrp_instance ${name} {
    interface eth0
    virtual_router_id 51
    priorty 100
    auth_hmac {
        key 1 k3yk3yk3yk3yk3yk3yk3yk3yk3yk3yk3y
    }
    authentication {
        auth_type PASS
        auth_pass ${password}
        auth_pass \${PASS}
        auth_pass $AUTH_PASS
        auth_pas Typ0Secret
        auth_pass pass#wordXyz
    }
    virtual_ipaddress {
        192.0.2.1/24
    }
    track_script {
        chk
    }
}
`;

/** The passwords that a text shows. */
export function secretsIn(text: string): readonly string[] {
  return secrets.filter((secret) => text.includes(secret));
}
