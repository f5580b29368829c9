//! A small HTTP server for the site's files, on this machine only.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::site;

/// A header line or a request line longer than this is refused.
const MAX_LINE: u64 = 16 * 1024;
const IDLE: Duration = Duration::from_secs(30);

/// Serves the allow-listed files of `folder` until the process ends. Port 0 takes any free one; the answer says which.
pub fn start(folder: &Path, port: u16) -> Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).with_context(|| {
        format!("port {port} is taken: choose another with `--port N`, or any free one with `--port 0`")
    })?;
    let address = listener.local_addr()?;
    let folder = folder.canonicalize()?;
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let folder = folder.clone();
            // A visitor who hangs up early is no error of ours.
            thread::spawn(move || drop(converse(&folder, address, stream)));
        }
    });
    Ok(address)
}

struct Response {
    status: &'static str,
    content_type: &'static str,
    body: Vec<u8>,
}

impl Response {
    fn text(status: &'static str, body: &str) -> Response {
        Response { status, content_type: "text/plain; charset=utf-8", body: body.as_bytes().to_vec() }
    }
}

/// Answers requests on one connection until the visitor closes it.
fn converse(folder: &Path, address: SocketAddr, stream: TcpStream) -> std::io::Result<()> {
    stream.set_read_timeout(Some(IDLE))?;
    stream.set_nodelay(true)?;
    let mut writer = stream.try_clone()?;
    let mut reader = BufReader::new(stream);
    loop {
        let Some(request) = read_line(&mut reader)? else { return Ok(()) };
        let mut close = request.ends_with("HTTP/1.0");
        let mut host = String::new();
        let mut has_body = false;
        while let Some(header) = read_line(&mut reader)?.filter(|it| !it.is_empty()) {
            let (name, value) = header.split_once(':').unwrap_or((&header, ""));
            match name.to_ascii_lowercase().as_str() {
                "connection" => close |= value.trim().eq_ignore_ascii_case("close"),
                "host" => host = value.trim().to_owned(),
                "content-length" => has_body |= value.trim() != "0",
                "transfer-encoding" => has_body = true,
                _ => {}
            }
        }
        let mut words = request.split(' ');
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let response = if has_body || !matches!(method, "GET" | "HEAD") {
            close = true;
            Response::text("405 Method Not Allowed", "this server only gives files\n")
        } else if !is_local(&host, address) {
            // Another site that points its name at this machine (DNS rebinding) reads nothing.
            Response::text("403 Forbidden", "this server only answers to its own address\n")
        } else {
            answer(folder, target)
        };
        let connection = if close { "close" } else { "keep-alive" };
        write!(
            writer,
            "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: {connection}\r\n\r\n",
            response.status,
            response.content_type,
            response.body.len(),
        )?;
        if method != "HEAD" {
            writer.write_all(&response.body)?;
        }
        writer.flush()?;
        if close {
            return Ok(());
        }
    }
}

/// One line without its end; `None` at the end of the stream.
fn read_line(reader: &mut impl BufRead) -> std::io::Result<Option<String>> {
    let mut line = Vec::new();
    reader.by_ref().take(MAX_LINE).read_until(b'\n', &mut line)?;
    if line.last() != Some(&b'\n') {
        return Ok(None);
    }
    Ok(Some(String::from_utf8_lossy(&line).trim_end().to_owned()))
}

fn is_local(host: &str, address: SocketAddr) -> bool {
    let name = host.strip_suffix(&format!(":{}", address.port())).unwrap_or(host);
    matches!(name, "localhost" | "127.0.0.1")
}

/// The file that a request target names, where the site has it.
fn answer(folder: &Path, target: &str) -> Response {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let Some(path) = decode(path.trim_start_matches('/')) else {
        return Response::text("400 Bad Request", "the address is not well-formed\n");
    };
    let path = if path.is_empty() { "index.html".to_owned() } else { path };
    let missing = || Response::text("404 Not Found", &format!("{path} is not part of the site\n"));
    if !site::allows(&path) {
        return missing();
    }
    let full: PathBuf = folder.join(&path);
    // A link that leads out of the folder is not followed.
    let inside = full.canonicalize().is_ok_and(|it| it.starts_with(folder));
    match fs::read(&full) {
        Ok(body) if inside => Response { status: "200 OK", content_type: site::content_type(&path), body },
        _ => missing(),
    }
}

/// Undoes `%E6%95%B0`.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first == b'%' {
            let digits = std::str::from_utf8(tail.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get(address: SocketAddr, request: &str) -> String {
        let mut stream = TcpStream::connect(address).expect("the server listens");
        stream.write_all(request.as_bytes()).expect("the server reads");
        let mut reply = String::new();
        stream.read_to_string(&mut reply).expect("the server answers");
        reply
    }

    #[test]
    fn serves_the_site_and_nothing_beside_it() {
        let folder = std::env::temp_dir().join(format!("xtask-server-{}", std::process::id()));
        fs::create_dir_all(folder.join("www")).expect("a folder");
        fs::write(folder.join("index.html"), "<p>数纲").expect("a file");
        fs::write(folder.join("www/数.js"), "1").expect("a file");
        fs::write(folder.join("secret.txt"), "secret").expect("a file");
        let address = start(&folder, 0).expect("a free port");
        let ask = |target: &str, host: &str| {
            get(address, &format!("GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
        };
        let here = address.to_string();

        let page = ask("/?q=1", &here);
        assert!(
            page.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 9\r\n"),
            "{page}"
        );
        assert!(page.contains("Cache-Control: no-store") && page.ends_with("\r\n\r\n<p>数纲"), "{page}");
        assert!(ask("/www/%E6%95%B0.js", &here).contains("text/javascript"));
        for target in
            ["/secret.txt", "/www/../secret.txt", "/www/%2e%2e/secret.txt", "/www", "/www/none.js", "//secret.txt"]
        {
            let reply = ask(target, &here);
            assert!(reply.starts_with("HTTP/1.1 404"), "{target}: {reply}");
        }
        assert!(ask("/%zz", &here).starts_with("HTTP/1.1 400"));
        assert!(ask("/", "elsewhere.example").starts_with("HTTP/1.1 403"));
        assert!(get(address, "POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\nx").starts_with("HTTP/1.1 405"));
        let head = get(address, &format!("HEAD / HTTP/1.1\r\nHost: {here}\r\nConnection: close\r\n\r\n"));
        assert!(head.contains("Content-Length: 9") && head.ends_with("\r\n\r\n"), "{head}");
        fs::remove_dir_all(folder).expect("ours to remove");
    }
}
