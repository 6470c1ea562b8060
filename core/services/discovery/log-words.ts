/** Words of log layouts that stand for nobody, lower case: they stay readable in masked lines. */
export const LOG_WORDS: ReadonlySet<string> = new Set(
  `jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun utc gmt
  http https ftp ssl tls tcp udp icmp dns quic connect get post put head delete options patch trace propfind
  allow allowed accept accepted permit permitted pass passed observed block blocked deny denied drop dropped reject rejected
  reset close closed built teardown start end traffic threat url webfilter forward local notice information warning error
  tcp_hit tcp_miss tcp_mem_hit tcp_denied tcp_tunnel tcp_refresh_hit tcp_refresh_modified tcp_refresh_unmodified
  tcp_ims_hit tcp_client_refresh_miss tcp_swapfail_miss tcp_redirect none_none tag_none none hier_direct hier_none
  hier_parent direct default_parent firstup_parent tcp_nc_miss tcp_err_miss cef leef
  date time devname devid logid type subtype level vd eventtime srcip srcport srcintf dstip dstport dstintf sessionid proto
  action policyid service user srcuser duser suser username usrname login src dst spt dpt dhost shost dvc request sentbyte
  rcvdbyte in out act app cat status method host hostname url uri bytes sent rcvd duration rule policy outside inside
  reqsize respsize clientip serverip useragent referer fields version software remark`
    .trim()
    .split(/\s+/),
);
