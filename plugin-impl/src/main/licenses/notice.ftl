<#-- Makes META-INF/NOTICE from what the build bundles: see license-maven-plugin in pom.xml. -->
Gather
Copyright the Gather contributors. Licensed under the Apache License, Version 2.0.

The module (gather.war) contains the libraries below, unchanged. Where more than one licence is named, the recipient may choose.
Hibernate ORM is under the LGPL 2.1: its jars in WEB-INF/lib can be replaced by others of the same interface, and its source
is published at https://github.com/hibernate/hibernate-orm under the tag of its version.

<#list dependencyMap as entry>
<#assign project = entry.getKey()>
<#assign licences = entry.getValue()>
${project.groupId}:${project.artifactId}:${project.version}
    <#list licences as licence>${licence}<#sep> or </#sep></#list><#if project.url??>
    ${project.url}</#if>

</#list>
The single jar (gather.jar) also contains Payara Micro, unchanged, under the CDDL 1.1 or the GPL version 2 with the Classpath
Exception (https://www.payara.fish). Source: https://github.com/payara/Payara. Payara Micro contains further libraries, such as
the H2 database (MPL 2.0 or EPL 1.0): META-INF/NOTICE of the single jar lists each of them with its licence.
