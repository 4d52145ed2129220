# What is installed, and the packages that are made of it: a .deb for Debian 12 and a tarball. scripts/release makes both.
include(GNUInstallDirs)
install(TARGETS mkai RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT mkai)
install(FILES README.md CHANGELOG.md docs/copy.md docs/prompts.md docs/evals.md docs/architecture.md docs/invariants.md
        DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT mkai)
# Debian's policy, 12.5: the licence stands in a file of this name.
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright COMPONENT mkai)
install(DIRECTORY schemas DESTINATION ${CMAKE_INSTALL_DATADIR}/mkai COMPONENT mkai FILES_MATCHING PATTERN "*.json")

set(CPACK_PACKAGE_NAME mkai)
set(CPACK_PACKAGE_VENDOR mkai)
set(CPACK_PACKAGE_CONTACT "mkai maintainers <maintainers@mkai.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "governed workflow for marketing copy that AI drafts")
set(CPACK_PACKAGE_DESCRIPTION
    "Drafts of a model go through briefs, checks, review, approval, publication and\nrollback; a local ledger keeps every version, decision and call, and evaluations\nsay whether a prompt or model is no worse than the one before.")
set(CPACK_INSTALL_CMAKE_PROJECTS "${CMAKE_BINARY_DIR};mkai;mkai;/")
set(CPACK_COMPONENTS_ALL mkai)
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR DEB TGZ)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libcurl4, libxml2") # which are loaded when they are needed, so that shlibdeps does not see them
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON) # the libraries that it is linked with, with their versions
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "git, ca-certificates")
set(CPACK_ARCHIVE_THREADS 0)
include(CPack)
