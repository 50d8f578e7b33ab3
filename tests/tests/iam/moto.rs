//! Against moto's server, which checks signatures and policies as AWS does. `./dev test` runs these.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use redshift_orm::client::credentials::iam::Iam;
use redshift_orm::client::credentials::{CredentialProvider, Login};
use redshift_orm::prelude::*;
use redshift_orm_tests::server::fresh;

use crate::logins::{Told, user};
use crate::{KEY, config, shown};

/// Ends with the test.
struct Moto {
    process: Child,
    address: String,
}

impl Moto {
    /// Starts it, with a cluster.
    fn start() -> Self {
        let program =
            std::env::var_os("MOTO_SERVER").expect("MOTO_SERVER names moto's server; `./dev test` installs it");
        let mut process =
            Command::new(program).args(["--port", "0"]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(process.stderr.take().unwrap()).lines();
        let said = lines.by_ref().map_while(Result::ok).find_map(|line| Some(line.split_once("http://")?.1.to_owned()));
        // What it says of each request has to go somewhere.
        std::thread::spawn(move || lines.for_each(drop));
        let moto = Moto { process, address: said.expect("moto's server says where it listens").trim().to_owned() };
        moto.call(
            "redshift",
            "Action=CreateCluster&Version=2012-12-01&ClusterIdentifier=examplecluster&NodeType=ra3.large&\
             MasterUsername=awsuser&MasterUserPassword=Example123",
        );
        moto
    }

    fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Calls an API without a signature, as long as moto takes that.
    fn call(&self, service: &str, body: &str) -> String {
        let credential = format!("AWS4-HMAC-SHA256 Credential=setup/20260101/us-east-1/{service}/aws4_request");
        let header = format!("Authorization: {credential}, SignedHeaders=host, Signature=none\r\n");
        self.post("/", &(header + "Content-Type: application/x-www-form-urlencoded\r\n"), body)
    }

    /// Whether signatures and policies are checked from now on.
    fn check(&self, checks: bool) {
        self.post("/moto-api/reset-auth", "", if checks { "0" } else { "inf" });
    }

    fn post(&self, path: &str, headers: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let (address, length) = (&self.address, body.len());
        let head =
            format!("POST {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Length: {length}\r\n");
        stream.write_all((head + headers + "\r\n" + body).as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        answer
    }
}

impl Drop for Moto {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn login() -> Login {
    Login::new("warehouse.example.com", 5439, "dev")
}

#[tokio::test]
#[ignore = "needs moto's server: `./dev test` runs it"]
async fn a_database_user_logs_in_with_what_moto_gives() {
    let moto = Moto::start();
    let aws = || config(&moto.endpoint(), KEY);
    let cluster = Arc::new(fresh().await);
    cluster.logins().set([("awsuser", "hunter1")]);
    for iam in
        [Iam::cluster("examplecluster").user("awsuser"), Iam::cluster("examplecluster").user("awsuser").auto_create()]
    {
        let told = Told::new(iam.config(aws()), &cluster);
        let passwords = Arc::clone(&told.passwords);
        let db = Database::builder().url(cluster.url()).credentials(told).connect().await.unwrap();
        assert_eq!(user(&db).await, "awsuser");
        let others = [db.begin().await.unwrap(), db.begin().await.unwrap()];
        assert_eq!(user(&others[1]).await, "awsuser");
        assert_eq!(passwords.lock().unwrap().len(), 1);
    }
    for (minutes, auto_create, name) in [(60, true, "IAMA:report"), (15, false, "IAM:report")] {
        let iam = Iam::cluster("examplecluster").user("report").duration(Duration::from_mins(minutes)).config(aws());
        let iam = if auto_create { iam.auto_create() } else { iam };
        let start = SystemTime::now();
        let credentials = iam.credentials(&login()).await.unwrap();
        assert_eq!((credentials.user(), credentials.password().len()), (name, 32));
        let life = credentials.expiry().unwrap().duration_since(start).unwrap();
        assert!(
            life >= Duration::from_mins(minutes) - Duration::from_secs(1) && life < Duration::from_mins(minutes + 15)
        );
    }
    let error = Iam::cluster("nowhere").user("report").config(aws()).credentials(&login()).await.unwrap_err();
    assert!(error.is_configuration() && shown(&error).contains("AWS does not find it (Cluster nowhere not found.)"));
}

#[tokio::test]
#[ignore = "needs moto's server: `./dev test` runs it"]
async fn moto_decides_by_signature_and_policy() {
    let moto = Moto::start();
    moto.call("iam", "Action=CreateUser&Version=2010-05-08&UserName=reports");
    let key = moto.call("iam", "Action=CreateAccessKey&Version=2010-05-08&UserName=reports");
    let part = |name: &str| {
        let rest = key.split_once(&format!("<{name}>")).unwrap().1;
        rest.split_once('<').unwrap().0.to_owned()
    };
    let (id, secret) = (part("AccessKeyId"), part("SecretAccessKey"));
    let ask = async |secret: &str| {
        let iam = Iam::cluster("examplecluster").user("report").config(config(&moto.endpoint(), [&id, secret, ""]));
        iam.credentials(&login()).await
    };
    moto.check(true);
    // Why, it says in a form that is not Redshift's.
    for secret in ["hunter1", &secret] {
        let error = ask(secret).await.unwrap_err();
        assert!(shown(&error).contains("the HTTP status 403") && !shown(&error).contains(secret), "{error}");
    }
    moto.check(false);
    let policy = "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A\
                  %22redshift%3AGetClusterCredentials%22%2C%22Resource%22%3A%22*%22%7D%5D%7D";
    let put = "Action=PutUserPolicy&Version=2010-05-08&UserName=reports&PolicyName=login&PolicyDocument=";
    moto.call("iam", &format!("{put}{policy}"));
    moto.check(true);
    assert_eq!(ask(&secret).await.unwrap().user(), "IAM:report");
}
