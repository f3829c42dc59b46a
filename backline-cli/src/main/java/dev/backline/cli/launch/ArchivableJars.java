package dev.backline.cli.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;

/**
 * Rewrites jars so that the JVM's AOT cache can hold their classes. It leaves out classes from
 * signed jars and classes without stack maps (JVMS section 4.10.2), which then cost most of a short
 * command's time: reading the jar, checking its signatures, verifying by inference. Run on copies
 * of jars that Maven has checked; each argument is one.
 */
public final class ArchivableJars {

  private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

  private ArchivableJars() {}

  public static void main(String[] args) throws IOException {
    for (String jar : args) {
      rewrite(Path.of(jar));
    }
  }

  static void rewrite(Path jar) throws IOException {
    Path written = jar.resolveSibling(jar.getFileName() + ".new");
    try (JarFile from = new JarFile(jar.toFile(), false);
        OutputStream file = Files.newOutputStream(written);
        JarOutputStream to = new JarOutputStream(file)) {
      for (JarEntry entry : Collections.list(from.entries())) {
        if (!SIGNATURE.matcher(entry.getName()).matches()) {
          to.putNextEntry(new JarEntry(entry.getName()));
          byte[] content = from.getInputStream(entry).readAllBytes();
          to.write(entry.getName().endsWith(".class") ? withStackMaps(content) : content);
          to.closeEntry();
        }
      }
    }
    Files.move(written, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] withStackMaps(byte[] content) {
    ClassFile format = ClassFile.of(ClassFile.StackMapsOption.GENERATE_STACK_MAPS);
    ClassModel old = format.parse(content);
    if (old.majorVersion() >= ClassFile.JAVA_6_VERSION) {
      return content;
    }
    ClassTransform renewed =
        (builder, element) -> {
          switch (element) {
            case ClassFileVersion version -> builder.withVersion(ClassFile.JAVA_17_VERSION, 0);
            case MethodModel method ->
                builder.transformMethod(
                    method, MethodTransform.transformingCode(CodeTransform.ACCEPT_ALL));
            default -> builder.with(element);
          }
        };
    return format.transformClass(old, renewed);
  }
}
