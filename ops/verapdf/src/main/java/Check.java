import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** « Check ua1 file.pdf »: one line for each rule that the file breaks, none when it breaks none. */
public class Check {
  private static final int MOST = 1000;

  public static void main(String[] given) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    PDFAFlavour flavour = PDFAFlavour.fromString(given[0]);
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(given[1]), flavour)) {
      PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, MOST, false, false, false);
      ValidationResult result = validator.validate(parser);
      Map<String, String> broken = new TreeMap<>();
      for (TestAssertion each : result.getTestAssertions()) {
        if (each.getStatus() == TestAssertion.Status.FAILED) {
          String rule = each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber();
          broken.putIfAbsent(rule, each.getMessage() + " @ " + each.getLocation().getContext());
        }
      }
      broken.forEach((rule, said) -> System.out.println(rule + " " + said));
      System.exit(result.isCompliant() ? 0 : 1);
    }
  }
}
